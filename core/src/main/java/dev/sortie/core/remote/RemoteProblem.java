package dev.sortie.core.remote;

import dev.sortie.core.text.Foreign;

/** Why a machine did not do what was asked. */
public sealed interface RemoteProblem {
  /** For a person; holds no secret. */
  String said();

  /** No address accepts connections. */
  record Unreachable(String said) implements RemoteProblem {
    public Unreachable {
      said = Foreign.line(said);
    }
  }

  /** SSH answers but does not let our key in (yet). */
  record KeyRefused(String said) implements RemoteProblem {
    public KeyRefused {
      said = Foreign.line(said);
    }
  }

  /** Another host key than the pinned one: not the machine we rented. */
  record HostKeyChanged(String said) implements RemoteProblem {
    public HostKeyChanged {
      said = Foreign.line(said);
    }
  }

  /** The connection dropped and did not come back in time. */
  record Dropped(String said) implements RemoteProblem {
    public Dropped {
      said = Foreign.line(said);
    }
  }

  /** No room on the rented machine. */
  record RemoteDiskFull(String said) implements RemoteProblem {
    public RemoteDiskFull {
      said = Foreign.line(said);
    }
  }

  /** No room here. */
  record LocalDiskFull(String said) implements RemoteProblem {
    public LocalDiskFull {
      said = Foreign.line(said);
    }
  }

  /** A needed program is missing there, or a command failed. */
  record CommandFailed(String said) implements RemoteProblem {
    public CommandFailed {
      said = Foreign.line(said);
    }
  }

  /** Reading or writing here failed. */
  record LocalFailure(String said) implements RemoteProblem {
    public LocalFailure {
      said = Foreign.line(said);
    }
  }
}
