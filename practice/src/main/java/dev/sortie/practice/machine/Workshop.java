package dev.sortie.practice.machine;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** What all machines of one program share. */
record Workshop(
    Isolation isolation,
    SshFront front,
    Patience patience,
    ExecutorService threads,
    Consumer<String> notices) {}
