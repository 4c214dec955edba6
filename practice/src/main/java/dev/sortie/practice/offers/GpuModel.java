package dev.sortie.practice.offers;

import java.util.List;

/**
 * One kind of graphics card, with the figures a host would report.
 *
 * @param name with a space, as the market writes it
 * @param megabytes memory of one card
 * @param computeCap compute capability times 100
 * @param teraflops single precision
 * @param dlperf the market's own benchmark
 * @param bandwidth memory bandwidth in GB/s
 * @param watts board power
 * @param dollarsPerHour the middle of the usual price of one card
 * @param most cards in one machine
 * @param commonness how often machines have it
 */
record GpuModel(
    String name,
    int megabytes,
    int computeCap,
    double teraflops,
    double dlperf,
    double bandwidth,
    int watts,
    double dollarsPerHour,
    int most,
    int commonness) {

  static final List<GpuModel> ALL =
      List.of(
          new GpuModel("RTX 3060", 12288, 860, 12.7, 19.8, 336, 170, 0.06, 4, 5),
          new GpuModel("RTX 3070", 8192, 860, 20.3, 28.1, 448, 220, 0.07, 4, 4),
          new GpuModel("RTX 3080", 10240, 860, 29.8, 38.6, 760, 320, 0.10, 4, 4),
          new GpuModel("RTX 3080 Ti", 12288, 860, 34.1, 42.0, 912, 350, 0.11, 4, 2),
          new GpuModel("RTX 3090", 24576, 860, 35.6, 44.2, 936, 350, 0.16, 8, 12),
          new GpuModel("RTX 3090 Ti", 24564, 860, 40.0, 47.5, 1008, 450, 0.19, 4, 3),
          new GpuModel("RTX 4060 Ti", 16380, 890, 22.1, 31.0, 288, 165, 0.09, 4, 3),
          new GpuModel("RTX 4070", 12282, 890, 29.1, 38.0, 504, 200, 0.10, 4, 3),
          new GpuModel("RTX 4070 Ti", 12282, 890, 40.1, 47.0, 504, 285, 0.12, 4, 2),
          new GpuModel("RTX 4080", 16376, 890, 48.7, 62.0, 717, 320, 0.17, 4, 3),
          new GpuModel("RTX 4090", 24564, 890, 82.6, 90.1, 1008, 450, 0.31, 8, 16),
          new GpuModel("RTX 5080", 16303, 1200, 56.3, 88.0, 960, 360, 0.22, 4, 4),
          new GpuModel("RTX 5090", 32607, 1200, 104.8, 141.7, 1792, 575, 0.42, 8, 10),
          new GpuModel("RTX A4000", 16376, 860, 19.2, 27.0, 448, 140, 0.10, 8, 3),
          new GpuModel("RTX A5000", 24564, 860, 27.8, 36.0, 768, 230, 0.17, 8, 6),
          new GpuModel("RTX A6000", 49140, 860, 38.7, 46.0, 768, 300, 0.42, 8, 5),
          new GpuModel("RTX 4000Ada", 20475, 890, 26.7, 37.0, 360, 130, 0.20, 4, 2),
          new GpuModel("RTX 6000Ada", 49140, 890, 91.1, 96.0, 960, 300, 0.68, 8, 4),
          new GpuModel("L4", 23034, 890, 30.3, 33.0, 300, 72, 0.32, 8, 2),
          new GpuModel("L40S", 46068, 890, 91.6, 97.0, 864, 350, 0.62, 8, 4),
          new GpuModel("A40", 46068, 860, 37.4, 45.0, 696, 300, 0.38, 8, 2),
          new GpuModel("A100 PCIE", 81920, 800, 19.5, 62.0, 1935, 300, 0.78, 8, 3),
          new GpuModel("A100 SXM4", 81920, 800, 19.5, 66.0, 2039, 400, 0.92, 8, 3),
          new GpuModel("H100 NVL", 95830, 900, 60.3, 205.0, 3938, 400, 1.95, 8, 2),
          new GpuModel("H100 SXM", 81559, 900, 66.9, 230.0, 3352, 700, 2.10, 8, 4),
          new GpuModel("H200", 143771, 900, 66.9, 244.0, 4800, 700, 2.75, 8, 2),
          new GpuModel("Tesla V100", 32768, 700, 15.7, 21.0, 900, 300, 0.19, 8, 3),
          new GpuModel("Tesla T4", 15360, 750, 8.1, 11.2, 320, 70, 0.11, 4, 2),
          new GpuModel("Quadro RTX 8000", 49152, 750, 16.3, 23.0, 672, 260, 0.24, 4, 1),
          new GpuModel("GTX 1080 Ti", 11264, 610, 11.3, 11.0, 484, 250, 0.05, 8, 2));

  static GpuModel named(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
  }
}
