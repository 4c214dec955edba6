package dev.sortie.core.remote;

/** Why a machine did not do what was asked. */
public sealed interface RemoteProblem {
  /** For a person; holds no secret. */
  String said();

  /** No address accepts connections. */
  record Unreachable(String said) implements RemoteProblem {}

  /** SSH answers but does not let our key in (yet). */
  record KeyRefused(String said) implements RemoteProblem {}

  /** Another host key than the pinned one: not the machine we rented. */
  record HostKeyChanged(String said) implements RemoteProblem {}

  /** The connection dropped and did not come back in time. */
  record Dropped(String said) implements RemoteProblem {}

  /** No room on the rented machine. */
  record RemoteDiskFull(String said) implements RemoteProblem {}

  /** No room here. */
  record LocalDiskFull(String said) implements RemoteProblem {}

  /** A needed program is missing there, or a command failed. */
  record CommandFailed(String said) implements RemoteProblem {}

  /** Reading or writing here failed. */
  record LocalFailure(String said) implements RemoteProblem {}
}
