package dev.sortie.core.run;

/**
 * Which parts of the road are taken.
 *
 * @param push whether code is sent
 * @param pull whether results are brought home; without it the release does not wait for them
 * @param keep whether the machine stays at the end
 * @param withSecrets whether files that look like secrets are sent too
 */
public record RunOptions(boolean push, boolean pull, boolean keep, boolean withSecrets) {}
