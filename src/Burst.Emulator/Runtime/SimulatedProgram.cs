using System.Globalization;

namespace Burst.Emulator.Runtime;

/// <summary>What a simulated container does: how long a run takes and how it ends.</summary>
/// <param name="Name">As it appears in its log lines.</param>
/// <param name="Duration">Length of one run; null runs until it is stopped.</param>
/// <param name="ExitCode">How a run ends by itself.</param>
/// <param name="Greeting">Its first log line.</param>
internal sealed record SimulatedProgram(string Name, TimeSpan? Duration, int ExitCode, string Greeting)
{
    private const int KilledExitCode = 137;

    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(365);

    public static SimulatedProgram Parse(ContainerStart container, RestartPolicy policy, SimulatedRuntimeOptions options)
    {
        var words = Words(container);
        var arguments = words.Skip(1).ToArray();
        return words[0] switch
        {
            "/burst/sleep" or "sleep" => ForDuration("sleep", arguments, "sleeping for"),
            "/burst/cpu" => ForDuration("cpu", arguments, "computing for"),
            "/burst/fail" => Fail(arguments),
            "/burst/echo" => new("echo", null, 0, "listening"),
            _ when policy == RestartPolicy.Always => new(words[0], null, 0, "running"),
            _ => new(words[0], options.DefaultRunDuration, 0, "running"),
        };
    }

    /// <summary>Whether a probe ends each run.</summary>
    public bool IsKilled { get; private init; }

    /// <summary>The program when each of its runs is ended by force at that age.</summary>
    public SimulatedProgram KilledAt(TimeSpan age) => this with { Duration = age, ExitCode = KilledExitCode, IsKilled = true };

    // An image burst/sleep without a command is the program of that name; "sh -c" of one plain command is that command.
    private static string[] Words(ContainerStart container)
    {
        if (container.Command.Count == 0)
        {
            var repository = container.Image.Split(':', '@')[0];
            return [repository.StartsWith("burst/", StringComparison.Ordinal) ? "/" + repository : container.Image];
        }

        return container.Command is ["/bin/sh" or "sh", "-c", var script]
            ? script.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : ["sh"]
            : [.. container.Command];
    }

    private static SimulatedProgram ForDuration(string name, string[] arguments, string verb) =>
        arguments is [var text] && TryDuration(text, out var duration)
            ? new(name, duration, 0, $"{verb} {duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s")
            : Usage(name, $"usage: {name} SECONDS");

    private static SimulatedProgram Fail(string[] arguments)
    {
        var exitCode = 1;
        var after = TimeSpan.Zero;
        var understood = arguments.Length <= 2
            && (arguments.Length < 1 || (int.TryParse(arguments[0], CultureInfo.InvariantCulture, out exitCode) && exitCode is >= 0 and <= 255))
            && (arguments.Length < 2 || TryDuration(arguments[1], out after));
        return understood ? new("fail", after, exitCode, $"failing with exit code {exitCode}") : Usage("fail", "usage: fail [EXITCODE] [SECONDS]");
    }

    private static SimulatedProgram Usage(string name, string usage) => new(name, TimeSpan.Zero, 2, usage);

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var number = text.EndsWith('s') ? text[..^1] : text;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ||
            seconds > (decimal)DurationMax.TotalSeconds)
            return false;
        duration = TimeSpan.FromMilliseconds((long)(seconds * 1000));
        return true;
    }
}
