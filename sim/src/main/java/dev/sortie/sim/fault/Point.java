package dev.sortie.sim.fault;

/** Moments in the life of a run at which a fault can strike; each is met once. */
public enum Point {
  PLANNED,
  INTENDED,
  CREATE_SENT,
  CREATED,
  RENTED,
  LOADING,
  RUNNING,
  REACHED,
  GUARD_PROVEN,
  PUSHING,
  PUSHED,
  SETTING_UP,
  TASK_STARTED,
  MID_TASK,
  TASK_ENDED,
  GATHERED,
  PULLING,
  MID_PULL,
  PULLED,
  RELEASING,
  DESTROY_SENT,
  DESTROY_TRIED,
  ABSENCE_SEEN,
  GONE
}
