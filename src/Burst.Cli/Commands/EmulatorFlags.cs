using System.CommandLine;
using Burst.Emulator;
using Burst.Emulator.Faults;

namespace Burst.Cli.Commands;

/// <summary>Flags that make the emulator break, age and bill in other ways than it does by itself.</summary>
internal sealed class EmulatorFlags
{
    private readonly Option<string[]> faults = new("--fault") { Description = "What shall go wrong: KIND[:key=value,...], such as drop-reply:operation=create,times=2; may be repeated" };
    private readonly Option<string[]> limits = new("--limit") { Description = $"Quota or rate instead of Azure's: {EmulatorLimit.Accepted}; may be repeated" };
    private readonly Option<string[]> latencies = new("--latency") { Description = $"STEP=2s, =1s..3s (uniform) or =3s~90s (heavy tail), STEP being {EmulatorLatency.Steps}; may be repeated" };
    private readonly Option<int?> spotEvictions = NumberOption.Create("--spot-evictions-per-hour", "How often a Spot group is evicted, on average", 0, 3600);
    private readonly Option<string[]> inaccessible = new("--inaccessible-image") { Description = "Image that a create refuses, * for any characters; may be repeated" };
    private readonly Option<string[]> prices = new("--price") { Description = "REGION=VCPU/GB or REGION:spot=VCPU/GB, in USD an hour, for the invoice; may be repeated" };
    private readonly Option<int?> seed = NumberOption.Create("--seed", "Makes delays and evictions the same each time", 0, int.MaxValue);

    public EmulatorFlags()
    {
        // What cannot be understood is a wrong command line, and is told so before anything starts.
        Check(faults, texts => FaultText.ParseAll(texts));
        Check(limits, texts => Apply(texts, EmulatorLimit.Apply));
        Check(latencies, texts => Apply(texts, EmulatorLatency.Apply));
        Check(prices, texts => _ = texts.Select(GroupPrice.Parse).ToArray());
    }

    public IEnumerable<Option> Options => [faults, limits, latencies, spotEvictions, inaccessible, prices, seed];

    public EmulatorOptions Apply(EmulatorOptions options, ParseResult parsed)
    {
        options = Values(parsed, limits).Aggregate(options, EmulatorLimit.Apply);
        options = Values(parsed, latencies).Aggregate(options, EmulatorLatency.Apply);
        return options with
        {
            Faults = FaultText.ParseAll(Values(parsed, faults)),
            SpotEvictionsPerHour = parsed.GetValue(spotEvictions) ?? 0,
            InaccessibleImages = Values(parsed, inaccessible),
            Prices = [.. Values(parsed, prices).Select(GroupPrice.Parse)],
            Seed = parsed.GetValue(seed),
        };
    }

    private static string[] Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private static void Apply(string[] texts, Func<EmulatorOptions, string, EmulatorOptions> apply) =>
        texts.Aggregate(new EmulatorOptions { StateFolder = "." }, apply);

    private static void Check(Option<string[]> option, Action<string[]> parse) => option.Validators.Add(result =>
    {
        try
        {
            parse([.. result.Tokens.Select(token => token.Value)]);
        }
        catch (FormatException exception)
        {
            result.AddError($"{option.Name}: {exception.Message}");
        }
    });
}
