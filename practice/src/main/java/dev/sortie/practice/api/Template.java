package dev.sortie.practice.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A prepared image with its settings; the few that the practice market knows. */
record Template(
    long id,
    String hash,
    String name,
    String image,
    String tag,
    String runtype,
    Map<String, String> env,
    String onstart) {

  static final List<Template> ALL =
      List.of(
          new Template(
              100_001,
              "4e17788f74f075dd9aab7d0d4427968f",
              "PyTorch (Vast)",
              "vastai/pytorch",
              "@vastai-automatic-tag",
              "ssh ssh_direc ssh_proxy",
              Map.of("-p 1111:1111", "1", "-p 8384:8384", "1", "DATA_DIRECTORY", "/workspace/"),
              "entrypoint.sh"),
          new Template(
              100_002,
              "2188dfd3e0a0b83691bb468ddae0a4e5",
              "ComfyUI",
              "vastai/comfy",
              "@vastai-automatic-tag",
              "ssh ssh_direc ssh_proxy",
              Map.of("-p 8188:8188", "1", "OPEN_BUTTON_PORT", "1111"),
              "entrypoint.sh"),
          new Template(
              100_003,
              "7c7f1d0b2c0d6ad1d6c7b2f5a5d1a0e3",
              "NVIDIA CUDA",
              "nvidia/cuda",
              "12.4.1-devel-ubuntu22.04",
              "ssh ssh_direc ssh_proxy",
              Map.of(),
              ""));

  static Optional<Template> byHash(String hash) {
    return ALL.stream().filter(template -> template.hash().equals(hash)).findFirst();
  }

  /** The environment as templates hold it: one string of docker options. */
  String dockerOptions() {
    StringBuilder text = new StringBuilder();
    env.forEach((key, value) ->
        text.append(key.startsWith("-") ? key : "-e " + key + "=" + value).append(' '));
    return text.toString().strip();
  }
}
