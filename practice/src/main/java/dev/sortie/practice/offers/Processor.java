package dev.sortie.practice.offers;

import java.util.List;

/** The processor and board around the cards. */
record Processor(String name, int cores, double gigahertz, String board, double pciGeneration) {
  static final List<Processor> ALL =
      List.of(
          new Processor("AMD EPYC 7543 32-Core Processor", 64, 3.7, "H12SSL-i", 4),
          new Processor("AMD EPYC 7B12 64-Core Processor", 128, 3.3, "ROMED8-2T", 4),
          new Processor("AMD EPYC 9354 32-Core Processor", 64, 3.8, "H13SSL-N", 5),
          new Processor("AMD Ryzen 9 5950X 16-Core Processor", 32, 4.9, "X570S AERO", 4),
          new Processor("AMD Ryzen Threadripper 3970X", 64, 4.5, "TRX40 CREATOR", 4),
          new Processor("Xeon® E5-2680 v4", 56, 3.3, "X10DRG-Q", 3),
          new Processor("Xeon® Gold 6248", 80, 3.9, "C621E", 3),
          new Processor("Core™ i9-13900K", 32, 5.8, "Z790 AORUS", 5),
          new Processor("Core™ Ultra 9 285K", 24, 5.7, "Z890", 5));
}
