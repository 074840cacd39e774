using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class RolloutStatusCommand : ServerCommand
{
    private const int SecondsMax = 7 * 24 * 3600;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly RolloutTarget target = new();
    private readonly Option<bool> watch = new("--watch", "-w") { Description = "Go on until it is done or stuck", DefaultValueFactory = _ => true };
    private readonly Option<int?> timeout = NumberOption.Create("--timeout", "Seconds to wait at most (default: until it is done or stuck)", 1, SecondsMax);
    private readonly Option<int?> revision = NumberOption.Create("--revision", "Fail when the Deployment is at another revision than this", 1, int.MaxValue);

    public RolloutStatusCommand()
        : base(
            "status", "Follow a Deployment's update until it is done: exit code 0 when it is, 1 when it is stuck or takes too long",
            "burst rollout status deployment/web", "burst rollout status deployment/web --timeout 300", "burst rollout status deployment web --watch=false")
    {
        target.AddTo(this);
        Options.Add(watch);
        Options.Add(timeout);
        Options.Add(revision);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (type, name) = target.Read(parsed);
        var path = type.ItemPath(parsed.GetRequiredValue(NamespaceOption), name);
        var limit = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var (started, told) = (TimeProvider.System.GetTimestamp(), "");
        while (true)
        {
            var (text, isDone) = RolloutText.Describe(await client.GetAsync(path, cancellationToken).ConfigureAwait(false), parsed.GetValue(revision));
            if (text != told)
                await output.WriteLineAsync(told = text).ConfigureAwait(false);
            if (isDone || !parsed.GetValue(watch))
                return ExitCodes.Ok;
            if (TimeProvider.System.GetElapsedTime(started) >= limit)
                throw new CommandException(ExitCodes.Failed, $"deployment \"{name}\" was not rolled out within {limit.Value.TotalSeconds:0} seconds.");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
