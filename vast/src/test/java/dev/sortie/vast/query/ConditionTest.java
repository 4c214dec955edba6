package dev.sortie.vast.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class ConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpu_ram>=24 | {\"gpu_ram\":24564} | true",
        "gpu_ram>=24 | {\"gpu_ram\":\"24564\"} | true",
        "gpu_ram>=25 | {\"gpu_ram\":24564} | false",
        "gpu_ram>=24 | {\"gpu_ram\":null} | false",
        "gpu_ram>=24 | {} | true",
        "reliability>0.98 | {\"reliability\":0.98} | false",
        "reliability>0.98 | {\"reliability2\":0.99} | true",
        "reliability<=0.98 | {\"reliability\":0.98} | true",
        "num_gpus<2 | {\"num_gpus\":2} | false",
        "num_gpus<2 | {\"num_gpus\":1} | true",
        "num_gpus>=2 | {\"num_gpus\":2} | true",
        "num_gpus=1 | {\"num_gpus\":1.0} | true",
        "num_gpus!=1 | {\"num_gpus\":1} | false",
        "num_gpus in [1,2] | {\"num_gpus\":2} | true",
        "num_gpus notin [1,2] | {\"num_gpus\":2} | false",
        "num_gpus notin [1,2] | {\"num_gpus\":4} | true",
        "gpu_name=RTX_4090 | {\"gpu_name\":\"RTX 4090 \"} | true",
        "gpu_name=RTX_4090 | {\"gpu_name\":\"RTX 4080\"} | false",
        "gpu_name in [RTX_3090,RTX_4090] | {\"gpu_name\":\"RTX 4090\"} | true",
        "gpu_name!=RTX_4090 | {\"gpu_name\":null} | true",
        "rented=False | {\"rented\":false} | true",
        "rented=False | {\"rented\":true} | false",
        "rented=False | {\"rented\":null} | true",
        "has_avx=true | {\"has_avx\":1} | true",
        "has_avx=true | {\"has_avx\":0} | false",
        "verified=true | {\"verification\":\"verified\"} | true",
        "verified=true | {\"verified\":null,\"verification\":\"deverified\"} | false",
        "verified=true | {\"verified\":false} | false",
        "datacenter=true | {\"hosting_type\":1} | true",
        "datacenter=true | {\"hosting_type\":0} | false",
        "geolocation=CA | {\"geolocation\":\"Ontario, CA\"} | true",
        "geolocation in [US,CA] | {\"geolocation\":\", US\"} | true",
        "geolocation in [US,CA] | {\"geolocation\":\"Sofia, BG\"} | false",
        "geolocation=US | {\"geolocation\":null} | false",
        "driver_version>=535.86.05 | {\"driver_vers\":570124004} | true",
        "driver_version>=580 | {\"driver_vers\":570124004} | false",
        "ubuntu_version=22.04 | {\"os_version\":\"22.04\"} | true",
        "cluster_id=null | {\"cluster_id\":null} | true",
        "cluster_id=null | {\"cluster_id\":5} | false",
        "id=7 | {\"id\":7} | true",
        "duration>=3 | {\"duration\":259199.9} | false",
        "duration>=3 | {\"duration\":259200.5} | true"
      })
  void judgesOffers(String query, String offer, boolean expected) {
    Condition condition = Query.parse(query).chosen().getFirst();
    assertThat(condition.holds(JsonMapper.builder().build().readTree(offer))).isEqualTo(expected);
  }
}
