package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.common.file.FileSystemFactory;
import org.apache.sshd.common.file.root.RootedFileSystemProvider;
import org.apache.sshd.common.session.SessionContext;

/** What MINA's file transfer may see of this computer: the machine's own root folder. */
final class OwnFileSystem implements FileSystemFactory {
  @Override
  public Path getUserHomeDir(SessionContext session) {
    return DoorSessionFactory.door(session).shell().files().resolve("root");
  }

  @Override
  public FileSystem createFileSystem(SessionContext session) throws IOException {
    Path root = DoorSessionFactory.door(session).shell().files();
    return new RootedFileSystemProvider().newFileSystem(root, Map.of());
  }
}
