package dev.sortie.cli.command;

import dev.sortie.cli.env.EnvironmentVariable;
import dev.sortie.cli.terminal.Humans;
import dev.sortie.cli.terminal.Style;
import dev.sortie.cli.terminal.Table;
import dev.sortie.cli.terminal.Terminal;
import dev.sortie.core.error.Cause;
import dev.sortie.core.error.Trouble;
import dev.sortie.core.market.Exclusion;
import dev.sortie.core.market.Market;
import dev.sortie.core.market.Offer;
import dev.sortie.core.market.OfferSearch;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what there is to rent, or why there is nothing. */
@Command(
    name = "offers",
    description = "Show what can be rented.",
    footer = {
      "",
      "Example:",
      "  sortie offers 'gpu_name=RTX_3090 reliability > 0.98 inet_down >= 200' --disk 60"
    })
public final class OffersCommand implements Action {
  private static final double USUAL_DISK_GIGABYTES = 20;

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..*",
      description =
          "Conditions in the query language of vast.ai's own command line; default: VAST_QUERY.")
  private List<String> query = List.of();

  @Option(
      names = "--order",
      defaultValue = "dph+",
      description = "What to sort by, such as dph+ or score-; default: ${DEFAULT-VALUE}.")
  private String order = "dph+";

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "How many to show at most; default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--disk",
      paramLabel = "GB",
      description = "Disk to rent, included in prices; default: VAST_DISK, else 20.")
  private Optional<Double> disk = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--explain", description = "Say which condition excludes how many offers.")
  private boolean explain;

  @Override
  public int run(Context context) {
    OfferSearch search = search(context);
    Market market = context.wiring().openMarket();
    List<Offer> offers = market.search(search);
    if (offers.isEmpty()) {
      throw none(search, market.explain(search)).asException();
    }
    if (json) {
      context.printJson(
          offers.stream().map(offer -> OfferJson.of(offer, search.diskGigabytes())).toList());
      return 0;
    }
    context.print(table(offers, search.diskGigabytes()).lines(context.terminal()));
    String disk = Humans.plain(search.diskGigabytes()) + " GB";
    String note = Humans.count(offers.size(), "offer") + ", prices with " + disk + " of disk";
    context.out().println(context.paint().paint(Style.MUTED, note));
    if (explain) {
      context.out().println();
      context.print(exclusions(market.explain(search)).lines(context.terminal()));
    }
    return 0;
  }

  private OfferSearch search(Context context) {
    if (limit < 1) {
      throw wrong("--limit must be at least 1");
    }
    String conditions =
        query.isEmpty()
            ? context.wiring().settings().text(EnvironmentVariable.VAST_QUERY).orElse("")
            : String.join(" ", query);
    double gigabytes =
        disk.or(() -> context.wiring().settings().number(EnvironmentVariable.VAST_DISK))
            .orElse(USUAL_DISK_GIGABYTES);
    if (!(gigabytes > 0)) {
      throw wrong("--disk must be above 0");
    }
    return new OfferSearch(conditions, order, gigabytes, limit);
  }

  private static RuntimeException wrong(String happened) {
    return new Trouble(Cause.BAD_ARGUMENT, happened, "`sortie offers --help`").asException();
  }

  private static Table table(List<Offer> offers, double diskGigabytes) {
    Table table =
        new Table()
            .number("OFFER")
            .flexible("GPU")
            .number("$/H")
            .number("$/GB")
            .number("DISK GB")
            .number("DOWN Mb/s")
            .number("UP Mb/s")
            .number("CUDA")
            .number("RELIABLE")
            .number("FOR")
            .number("MACHINE")
            .flexible("WHERE");
    for (Offer offer : offers) {
      table.row(
          offer.id().toString(),
          offer.gpu(),
          Humans.dollars(offer.rates(diskGigabytes).perHour()),
          Humans.dollars(offer.upPerGigabyte().max(offer.downPerGigabyte())),
          Humans.plain(Math.floor(offer.diskGigabytes())),
          Humans.plain(Math.floor(offer.downMbps())),
          Humans.plain(Math.floor(offer.upMbps())),
          Humans.plain(offer.cudaMax()),
          Humans.percent(offer.reliability()),
          Humans.span(offer.remaining()),
          offer.machine().toString(),
          offer.location());
    }
    return table;
  }

  private static Table exclusions(List<Exclusion> exclusions) {
    Table table = new Table().text("CONDITION").number("EXCLUDES").number("ONLY THIS ONE");
    exclusions.forEach(one ->
        table.row(one.condition(), String.valueOf(one.excluded()), String.valueOf(one.only())));
    return table;
  }

  /** The trouble that names each condition with what it excludes, the worst first. */
  public static Trouble none(OfferSearch search, List<Exclusion> exclusions) {
    List<String> lines = exclusions(exclusions).lines(Terminal.NONE);
    String looked = search.query().isBlank() ? "no conditions" : search.query();
    return new Trouble(
        Cause.NO_OFFERS,
        "searched for: " + looked + "\n" + String.join("\n", lines),
        exclusions.isEmpty()
            ? "the market has nothing at all right now; try again later"
            : "loosen the condition that excludes most: " + exclusions.getFirst().condition());
  }
}
