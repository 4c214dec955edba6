package dev.sortie.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        ImageName.EXAMPLE,
        "ubuntu",
        "ubuntu:22.04",
        "ghcr.io/owner/my_image:v1.0-rc.1",
        "localhost:5000/a/b/c",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/train:latest",
        "vastai/comfy:@vastai-automatic-tag",
        "Registry.Example.com:5000/a__b/c--d",
        "python@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "python:3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void namesAnImage(String text) {
    assertThat(ImageName.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "foo bar",
        "docker run x",
        "https://ghcr.io/a/b",
        "-it",
        "a/B",
        "a:",
        "a:b:c",
        "a//b",
        "/a",
        "a/",
        "a@b",
        "a:-tag",
        "a..b",
        "größe",
        "a\nb",
        "python@sha256:abc",
        "$IMAGE"
      })
  void namesNoImage(String text) {
    assertThat(ImageName.isOne(text)).isFalse();
  }

  @Test
  void isNotTooLong() {
    assertThat(ImageName.isOne("a".repeat(255))).isTrue();
    assertThat(ImageName.isOne("a".repeat(256))).isFalse();
  }
}
