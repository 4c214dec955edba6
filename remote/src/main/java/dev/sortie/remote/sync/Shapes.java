package dev.sortie.remote.sync;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The folders and symbolic links of a listing, made here. For one thread. */
final class Shapes {
  private final Landing landing;
  private final Map<String, String> refused;

  /**
   * @param refused takes what may not be made, and why
   */
  Shapes(Landing landing, Map<String, String> refused) {
    this.landing = landing;
    this.refused = refused;
  }

  void folders(List<RemoteEntry> wanted) {
    for (RemoteEntry entry : wanted) {
      if (entry.kind() == Kind.FOLDER) {
        step(entry, () -> landing.makeFolder(landing.place(entry.path())));
      }
    }
  }

  /** After all files, so that none can be written through a link of the same listing. */
  void links(List<RemoteEntry> wanted) {
    for (RemoteEntry entry : wanted) {
      if (entry.kind() == Kind.LINK) {
        step(entry, () -> landing.link(entry, landing.place(entry.path())));
      }
    }
  }

  private interface LocalStep {
    void run() throws IOException;
  }

  private void step(RemoteEntry entry, LocalStep step) {
    try {
      step.run();
    } catch (Landing.RefusedException e) {
      refused.put(entry.path(), e.why());
    } catch (IOException e) {
      throw LocalFiles.failure("cannot write " + Names.shown(entry.path()), e);
    }
  }
}
