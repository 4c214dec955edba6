package dev.sortie.practice.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables a process of a machine sees. A login gets only the system's and what stands in
 * /etc/environment, as pam_env gives it; process 1 gets the instance's own (vast.ai docs, "docker
 * environment": values of {@code -e} are not visible in SSH sessions).
 */
final class LoginEnvironment {
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern ACCEPTED =
      Pattern.compile("LANG|LC_[A-Z]+|TERM|SSH_CLIENT|SSH_CONNECTION");

  private LoginEnvironment() {}

  static Map<String, String> login(
      Isolation isolation, MachineFolder folder, Map<String, String> fromClient)
      throws IOException {
    Map<String, String> all = base(isolation, folder);
    fromClient.forEach((name, value) -> {
      if (ACCEPTED.matcher(name).matches()) {
        all.put(name, value);
      }
    });
    all.putAll(file(folder.own("/etc/environment")));
    all.put("PATH", withTools(isolation.tools(folder), all.getOrDefault("PATH", PATH)));
    all.put("HOME", isolation.path(folder, "/root"));
    all.put("USER", "root");
    all.put("LOGNAME", "root");
    all.put("SHELL", HostTools.shell());
    return all;
  }

  static Map<String, String> firstProcess(
      Isolation isolation, MachineFolder folder, Map<String, String> own) {
    Map<String, String> all = base(isolation, folder);
    all.putAll(own);
    all.put("PATH", withTools(isolation.tools(folder), all.getOrDefault("PATH", PATH)));
    return all;
  }

  private static Map<String, String> base(Isolation isolation, MachineFolder folder) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("HOME", isolation.path(folder, "/root"));
    all.put("PATH", PATH);
    if (isolation instanceof PlainFolders) {
      all.put("TMPDIR", isolation.path(folder, "/tmp"));
    }
    return all;
  }

  private static String withTools(String tools, String path) {
    return path.equals(tools) || path.startsWith(tools + ":") ? path : tools + ":" + path;
  }

  private static Map<String, String> file(Optional<Path> file) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    if (file.isPresent() && Files.isRegularFile(file.get())) {
      // Whatever the instance wrote: bytes that are no UTF-8 must not shut it off.
      new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8)
          .lines()
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .forEach(line -> all.put(line.group(1), unquoted(line.group(2).strip())));
    }
    return all;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
