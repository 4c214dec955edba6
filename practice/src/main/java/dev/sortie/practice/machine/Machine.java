package dev.sortie.practice.machine;

import java.util.Map;

/**
 * One running instance: an SSH server on loopback with its own folders and processes. Thread-safe.
 */
public interface Machine {
  /** Port of the SSH server on 127.0.0.1. */
  int sshPort();

  /** Host port of each port the instance exposes, by the port inside. */
  Map<Integer, Integer> ports();

  /** Lets one more public key (OpenSSH format) log in as root. */
  void authorize(String publicKey);

  /** Takes a public key away again; open sessions stay. */
  void revoke(String publicKey);

  /** What the stand-in nvidia-smi shows from now on, 0 to 100. */
  void gpuUtilization(int percent);

  /** Bytes that went in and out over SSH since the machine was first made; never shrinks. */
  Traffic traffic();

  /** Network faults, switchable while it runs; see {@link NetworkFault}. */
  void fault(NetworkFault fault);

  /** Drops every open connection at once, as a reboot of a router would. */
  void cutConnections();

  /** Kills all processes and stops SSH; the files stay. */
  void stop();

  /** Runs the container again after {@link #stop}: new processes, onstart runs once more. */
  void restart();

  /** Kills every process of the instance, stops SSH and deletes its folders. Idempotent. */
  void destroy();
}
