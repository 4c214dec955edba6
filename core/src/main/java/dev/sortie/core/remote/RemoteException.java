package dev.sortie.core.remote;

/** A call to a machine failed; {@link #problem} says why. */
public final class RemoteException extends RuntimeException {
  private final transient RemoteProblem problem;

  public RemoteException(RemoteProblem problem) {
    super(problem.said());
    this.problem = problem;
  }

  public RemoteException(RemoteProblem problem, Throwable cause) {
    super(problem.said(), cause);
    this.problem = problem;
  }

  public RemoteProblem problem() {
    return problem;
  }
}
