using System.Globalization;

namespace Burst.Emulator.Runtime;

/// <summary>
/// What runs inside a simulated container: a shell (<c>sh</c>, <c>bash</c>, <c>ash</c>) that knows <c>echo</c>, <c>cat</c>, <c>env</c>,
/// <c>sleep</c>, <c>hostname</c>, <c>pwd</c>, <c>true</c>, <c>false</c> and <c>exit</c>, or one of these alone.
/// </summary>
internal sealed class SimulatedShell(ContainerStart container, string host, SimulatedTerminal terminal, TimeProvider time)
{
    private const string Prompt = "/ # ";
    private const int NotFound = 127;
    private const int Misused = 2;
    private static readonly TimeSpan SleepMax = TimeSpan.FromDays(1);

    /// <summary>Runs one command; its exit code, or null when there is no such program.</summary>
    public async Task<int?> RunAsync(string command, CancellationToken cancellationToken) =>
        command[(command.LastIndexOf('/') + 1)..] is "sh" or "bash" or "ash"
            ? await InteractAsync(cancellationToken).ConfigureAwait(false)
            : await RunAsync([command], cancellationToken).ConfigureAwait(false);

    private async Task<int> InteractAsync(CancellationToken cancellationToken)
    {
        var last = 0;
        while (true)
        {
            await terminal.WriteAsync(Prompt, cancellationToken).ConfigureAwait(false);
            if (await terminal.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line)
                return last;
            foreach (var command in ShellWords.Commands(line))
            {
                var before = last;
                var words = ShellWords.Split(command, name => name == "?" ? before.ToString(CultureInfo.InvariantCulture) : Variable(name));
                if (words.Length == 0)
                    continue;
                if (words is ["exit", ..])
                    return words.Length > 1 && byte.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : last;
                last = await RunAsync(words, cancellationToken).ConfigureAwait(false) ?? await ComplainAsync(words[0], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<int?> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        var program = words[0][(words[0].LastIndexOf('/') + 1)..];
        switch (program)
        {
            case "echo":
                return await PrintAsync(string.Join(' ', words.Skip(1)) + "\n", cancellationToken).ConfigureAwait(false);
            case "env":
                return await PrintAsync(string.Concat(Environment().Select(v => $"{v.Key}={v.Value}\n")), cancellationToken).ConfigureAwait(false);
            case "hostname":
                return await PrintAsync(host + "\n", cancellationToken).ConfigureAwait(false);
            case "pwd":
                return await PrintAsync("/\n", cancellationToken).ConfigureAwait(false);
            case "cat":
                return await CatAsync(words, cancellationToken).ConfigureAwait(false);
            case "sleep":
                return await SleepAsync(words, cancellationToken).ConfigureAwait(false);
            default:
                return program switch { "true" => 0, "false" => 1, _ => null };
        }
    }

    private async Task<int> CatAsync(string[] words, CancellationToken cancellationToken)
    {
        foreach (var file in words.Skip(1))
            await terminal.WriteAsync($"cat: can't open '{file}': No such file or directory\n", cancellationToken).ConfigureAwait(false);
        while (words.Length == 1 && await terminal.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            await terminal.WriteAsync(line + "\n", cancellationToken).ConfigureAwait(false);
        return words.Length == 1 ? 0 : 1;
    }

    private async Task<int> SleepAsync(string[] words, CancellationToken cancellationToken)
    {
        if (words.Length != 2 || !double.TryParse(words[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds > SleepMax.TotalSeconds)
        {
            await terminal.WriteAsync("usage: sleep SECONDS\n", cancellationToken).ConfigureAwait(false);
            return Misused;
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private async Task<int> ComplainAsync(string program, CancellationToken cancellationToken)
    {
        await terminal.WriteAsync($"sh: {program}: not found\n", cancellationToken).ConfigureAwait(false);
        return NotFound;
    }

    private async Task<int> PrintAsync(string text, CancellationToken cancellationToken)
    {
        await terminal.WriteAsync(text, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private string Variable(string name) => Environment().FirstOrDefault(v => v.Key == name).Value ?? "";

    // Of one name given twice the last counts.
    private IEnumerable<KeyValuePair<string, string>> Environment() =>
        container.Environment.Prepend(new("HOSTNAME", host)).Prepend(new("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"))
            .GroupBy(v => v.Key).Select(same => same.Last());
}
