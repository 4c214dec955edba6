package dev.sortie.sim.process;

/**
 * What the tasks of a run are like.
 *
 * @param pushBytes size of the code
 * @param setUpMillis how long a set-up step takes
 * @param taskMillis how long a task takes
 * @param files how many results a task leaves
 * @param fileBytes size of one of them
 */
public record Work(long pushBytes, long setUpMillis, long taskMillis, int files, long fileBytes) {}
