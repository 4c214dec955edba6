package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent of a git work tree is what git itself does not leave out. */
final class GitIgnoredTest {
  private static final String MARK = "\uFEFF";

  @TempDir private Path temp;

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(temp.toFile()).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
    return said;
  }

  private TreeSet<String> sent(String folder) {
    return LocalTree.scan(temp.resolve(folder), List.of(), true, _ -> {}).entries().stream()
        .filter(entry -> entry.kind() == Kind.FILE)
        .map(LocalEntry::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aFolderOfALargerRepositoryFollowsTheRulesAboveItToo() throws Exception {
    git("init", "-q");
    write(".gitignore", "*.ckpt\n/exp/data/\n");
    write("exp/train.py", "");
    write("exp/model.ckpt", "");
    write("exp/data/x", "");
    assertThat(sent("exp")).containsExactly("train.py");
  }

  @Test
  void whatIsTrackedIsSentAlthoughAPatternMatchesIt() throws Exception {
    git("init", "-q");
    write(".gitignore", "*.bin\n");
    write("kept.bin", "");
    write("other.bin", "");
    git("add", "-f", "kept.bin");
    assertThat(sent("")).containsExactly(".gitignore", "kept.bin");
  }

  @Test
  void excludesOfTheRepositoryHoldAndSoDoLinesOfEveryEditor() throws Exception {
    git("init", "-q");
    write(".git/info/exclude", "private\n");
    write(".gitignore", MARK + "data/\r\n*.ckpt\r\n");
    write("private", "");
    write("data/big", "");
    write("sub/m.ckpt", "");
    write("sub/a b\u00e9", "");
    assertThat(sent("")).containsExactly(".gitignore", Names.raw("sub/a b\u00e9"));
  }

  @Test
  void aRepositoryInsideFollowsItsOwnRules() throws Exception {
    git("init", "-q");
    write(".gitignore", "*.log\n");
    write("a.log", "");
    git("init", "-q", "inner");
    write("inner/.gitignore", "*.tmp\n");
    write("inner/a.log", "");
    write("inner/a.tmp", "");
    assertThat(sent("")).containsExactly(".gitignore", "inner/.gitignore", "inner/a.log");
  }

  @Test
  void aFolderThatTheRepositoryAboveIgnoresAsAWholeIsReadByItself() throws Exception {
    git("init", "-q");
    write(".gitignore", "*\n");
    write("project/.gitignore", "*.ckpt\n");
    write("project/main.py", "");
    write("project/m.ckpt", "");
    assertThat(sent("project")).containsExactly(".gitignore", "main.py");
  }

  @Test
  void sortieignoreBringsBackWhatGitLeavesOut() throws Exception {
    git("init", "-q");
    write(".gitignore", "*.bin\nbuild/\n");
    write(".sortieignore", "!only/wanted.bin\n!build/\nnotes\n");
    write("only/wanted.bin", "");
    write("only2/other.bin", "");
    write("build/app", "");
    write("notes", "");
    assertThat(sent(""))
        .containsExactly(".gitignore", ".sortieignore", "build/app", "only/wanted.bin");
  }

  @Test
  void withoutARepositoryTheFilesAreReadHere() throws Exception {
    write(".gitignore", MARK + "data/\r\n*.ckpt\n");
    write("data/big", "");
    write("m.ckpt", "");
    write("a", "");
    assertThat(sent("")).containsExactly(".gitignore", "a");
  }

  @Test
  void whatARunBroughtHomeIsNotSentUnlessSomebodySaysSo() throws Exception {
    write("main.py", "");
    write("sub/results/film", "");
    OwnFolder.in(temp.resolve("sub/results")).make();
    assertThat(sent("")).containsExactly("main.py");
    write(".sortieignore", "!results/\n");
    assertThat(sent("")).containsExactly(".sortieignore", "main.py", "sub/results/film");
  }
}
