package dev.sortie.recipes;

/** Recipes that several tests read. */
final class Samples {
  static final String FULL =
      """
      name: comics
      description: Up-scales pages
      hardware:
        query: gpu_ram >= 8 reliability > 0.98
        disk: 1.5 TB
      image: ghcr.io/someone/upscale:1.0@sha256:0123456789abcdef0123456789abcdef
      environment: {MODE: on, VERSION: 1.10, EMPTY: "", QUIET: true}
      secrets: [HF_TOKEN?, KEY]
      ports: [8188, 22]
      setup:
        - pip install x
        - |
          echo a
          echo b
      code: {from: src, to: /code, exclude: "*.wav"}
      task: run {task} --fast
      retry-tasks: true
      folder: /code/inner
      outputs:
        - {from: /work, include: "*.png", exclude: [tmp/]}
        - /data/out
      limits: {max-cost: $1.50, max-hours: 1.5, idle-after: 30m}
      expect: {image: 2.5, per-task: 1m 30s, outputs: 500 MB}
      """;

  private Samples() {}
}
