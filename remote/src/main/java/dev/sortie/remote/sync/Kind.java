package dev.sortie.remote.sync;

/** What a name in a folder stands for. */
enum Kind {
  FILE,
  FOLDER,
  LINK,
  /** Sockets, pipes, devices: never moved. */
  OTHER
}
