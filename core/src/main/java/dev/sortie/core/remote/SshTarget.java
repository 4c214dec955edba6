package dev.sortie.core.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whom to connect to.
 *
 * @param addresses asked anew at every connect, because ports change when an instance restarts
 * @param privateKey file with the private key
 * @param pinned the host key seen first on this instance; another one is refused. IP and port are
 *     re-used by other instances later, so keys are pinned per instance, never in known_hosts
 */
public record SshTarget(
    Supplier<List<SshAddress>> addresses, Path privateKey, Optional<HostKey> pinned) {}
