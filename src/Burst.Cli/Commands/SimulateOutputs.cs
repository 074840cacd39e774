using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Timelines;

namespace Burst.Cli.Commands;

/// <summary>The files `burst simulate` writes beside its report. They show one policy.</summary>
internal sealed class SimulateOutputs : IDisposable
{
    private static readonly Option<FileInfo?> Placements = new("--placements") { Description = "Write a row for every pod: where and when it ran (with one --policy)" };
    private static readonly Option<FileInfo?> Timeline = new("--timeline") { Description = "Write demand, cores and cost over time as CSV (with one --policy)" };
    private static readonly Option<FileInfo?> Plot = new("--plot") { Description = "Draw demand, cores and cost over time as SVG (with one --policy)" };

    private readonly StreamWriter? placements;
    private readonly StreamWriter? timeline;
    private readonly StreamWriter? plot;
    private readonly TimelineRecorder? recorder;

    private SimulateOutputs(ParseResult parsed, SimulationOptions options, IPriceCatalog prices)
    {
        placements = Open(parsed.GetValue(Placements));
        timeline = Open(parsed.GetValue(Timeline));
        plot = Open(parsed.GetValue(Plot));
        if (timeline is not null || plot is not null)
            recorder = new TimelineRecorder(options, prices);
        var observers = ImmutableArray.CreateBuilder<ISimulationObserver>();
        if (placements is not null)
            observers.Add(new PlacementsCsv(placements));
        if (recorder is not null)
            observers.Add(recorder);
        Observers = observers.ToImmutable();
    }

    public ImmutableArray<ISimulationObserver> Observers { get; }

    public static void AddTo(Command command)
    {
        foreach (var option in new[] { Placements, Timeline, Plot })
            command.Options.Add(option);
    }

    public static SimulateOutputs Create(ParseResult parsed, SimulationOptions options, ImmutableArray<BurstMode> policies, IPriceCatalog prices)
    {
        foreach (var option in new[] { Placements, Timeline, Plot })
        {
            if (parsed.GetValue(option) is not null && policies.Length > 1)
                throw new CommandException(ExitCodes.Usage, $"{option.Name} takes one --policy, and {policies.Length} are given; run each by itself.");
        }

        return new SimulateOutputs(parsed, options, prices);
    }

    public void Finish(string title)
    {
        if (timeline is not null)
            TimelineCsv.Write(recorder!, timeline);
        if (plot is not null)
            TimelineSvg.Write(recorder!, title, plot);
    }

    public void Dispose()
    {
        placements?.Dispose();
        timeline?.Dispose();
        plot?.Dispose();
    }

    private static StreamWriter? Open(FileInfo? file)
    {
        try
        {
            return file is null ? null : new StreamWriter(file.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"'{file!.FullName}' cannot be written: {exception.Message}", exception);
        }
    }
}
