package dev.sortie.core.market;

/** The reported state of a container (vast.ai's {@code actual_status}). */
public enum InstanceState {
  /** No status yet: being provisioned. */
  PROVISIONING,
  /** Container made, not started. */
  CREATED,
  /** The image is being pulled or the container starts. */
  LOADING,
  RUNNING,
  /** Halted; the disk is billed on. */
  STOPPED,
  /** Halted, or its main process died; the disk is billed on. */
  EXITED,
  /** Paused; the GPU is billed on. */
  FROZEN,
  /** Rebooting or recycling. */
  RESTARTING,
  /** The market has no heartbeat from it. */
  UNKNOWN,
  /** The host is lost. */
  OFFLINE;

  /** Whether it will not become running by itself. */
  public boolean isDead() {
    return switch (this) {
      case STOPPED, EXITED, UNKNOWN, OFFLINE -> true;
      case PROVISIONING, CREATED, LOADING, RUNNING, FROZEN, RESTARTING -> false;
    };
  }
}
