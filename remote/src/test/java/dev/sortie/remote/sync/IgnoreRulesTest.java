package dev.sortie.remote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IgnoreRulesTest {
  @TempDir private Path temp;

  /** The judge is git itself: it lists the files it would track. */
  @Test
  void ignoresWhatGitIgnores() throws Exception {
    assumeTrue(run("git", "init", "-q") == 0, "needs git");
    write(
        ".gitignore",
        """
        # comment
        *.log
        !keep.log
        build/
        /top
        docs/*.txt
        **/deep/x
        a/**/z
        tail/**
        \\#hash
        \\!bang
        sp\\ ace
        trailing \s
        [ab]c[!0-9]
        q?e
        exact/name
        un[closed
        *.[oa]
        [[:digit:]]x
        cr
        """);
    write("sub/.gitignore", "!*.log\nonly-here\n/anchored\nnested/no\n!un-ignored.o\n");
    String names =
        """
        x.log keep.log sub/y.log build/out sub/build/out sub/build.txt top sub/top
        docs/a.txt docs/in/a.txt other/docs/a.txt deep/x m/deep/x m/n/deep/x/y a/z a/b/z a/b/c/z b/a/z
        tail/one tail/two/three tail2 #hash !bang ac_ ac0 bcx qre q/e exact/name m/exact/name
        un[closed lib.o lib.a lib.c 1x ax sub/only-here only-here sub/d/only-here sub/anchored
        sub/d/anchored sub/nested/no sub/d/nested/no sub/un-ignored.o cr .hidden build2/build
        """;
    for (String name : names.strip().split("\\s+")) {
      write(name, name);
    }
    write("sp ace", "");
    write("trailing", "");
    write("trailing ", "");
    TreeSet<String> ours =
        LocalTree.scan(temp, List.of(), true, _ -> {}).entries().stream()
            .filter(e -> e.kind() == Kind.FILE)
            .map(LocalEntry::path)
            .collect(Collectors.toCollection(TreeSet::new));
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "--others", "--cached", "--exclude-standard")
            .directory(temp.toFile())
            .start();
    String listed = new String(git.getInputStream().readAllBytes());
    assertThat(ours).isEqualTo(new TreeSet<>(List.of(listed.split("\0"))));
  }

  @Test
  void letsLaterAndDeeperRulesWin() throws Exception {
    write(".gitignore", "*.bin\n");
    write(".sortieignore", "!wanted.bin\nnot-wanted\n");
    write("wanted.bin", "");
    write("other.bin", "");
    write("not-wanted", "");
    write("asked", "");
    LocalTree.Scan scan = LocalTree.scan(temp, List.of("asked"), false, _ -> {});
    assertThat(scan.entries().stream().map(LocalEntry::path))
        .containsExactlyInAnyOrder(".gitignore", ".sortieignore", "wanted.bin");
  }

  @Test
  void keepsSecretsAtHomeAndSaysSo() throws Exception {
    for (String name :
        List.of(
            ".env",
            ".env.local",
            "x.pem",
            "id_ed25519",
            "id_rsa",
            "server.key",
            ".netrc",
            "sub/.env",
            ".aws/credentials",
            ".config/vast_api_key",
            ".git/config",
            "work_remote/old",
            ".env.example",
            "id_ed25519.pub",
            "keynote.txt")) {
      write(name, "secret");
    }
    LocalTree.Scan scan = LocalTree.scan(temp, List.of(), false, _ -> {});
    assertThat(scan.keptHome())
        .containsExactlyInAnyOrder(
            ".env",
            ".env.local",
            "x.pem",
            "id_ed25519",
            "id_rsa",
            "server.key",
            ".netrc",
            "sub/.env",
            ".aws/",
            ".config/vast_api_key");
    assertThat(scan.entries().stream().filter(e -> e.kind() == Kind.FILE).map(LocalEntry::path))
        .containsExactlyInAnyOrder(".env.example", "id_ed25519.pub", "keynote.txt");
    LocalTree.Scan asked = LocalTree.scan(temp, List.of(), true, _ -> {});
    assertThat(asked.keptHome()).isEmpty();
    assertThat(asked.entries().stream().map(LocalEntry::path)).contains(".env", "id_rsa");
  }

  private void write(String name, String content) throws Exception {
    Path file = temp.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, content);
  }

  private int run(String... command) throws Exception {
    return new ProcessBuilder(command).directory(temp.toFile()).start().waitFor();
  }
}
