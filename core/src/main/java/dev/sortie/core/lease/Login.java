package dev.sortie.core.lease;

import dev.sortie.core.money.Traffic;
import dev.sortie.core.remote.HostKey;
import dev.sortie.core.remote.SshAddress;

/**
 * What it takes to log in again to a machine that has let us in before, whichever process that was
 * (law 9).
 *
 * @param hostKey pinned at the first login; another one is another machine
 * @param address where it let us in first; ports change when an instance restarts, so what the
 *     market names now goes before it
 * @param metered the bytes on its meter; those of a new connection are added to them
 */
public record Login(HostKey hostKey, SshAddress address, Traffic metered) {}
