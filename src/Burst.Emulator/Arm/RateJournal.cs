using System.Globalization;

namespace Burst.Emulator.Arm;

/// <summary>
/// The counted creates and deletes of the last hour, one line each: time, verb, region, subscription. The service does not forget
/// them when a client, or an emulator, is started anew. Not forced to disk: what a power cut loses is counted once more.
/// </summary>
internal sealed class RateJournal(string file)
{
    private const int SlackLines = 10_000;

    private int _lines;

    /// <summary>What was counted after <paramref name="since"/>, oldest first; older lines and an unfinished last one are dropped from the file.</summary>
    /// <exception cref="EmulatorStartException">The file is damaged.</exception>
    public IReadOnlyList<RateEntry> Load(DateTimeOffset since)
    {
        if (!File.Exists(file))
            return [];
        var text = File.ReadAllText(file);
        var complete = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        RateEntry[] kept = [.. complete.Select((line, i) => Parse(line, i + 1)).Where(entry => entry.At > since).OrderBy(entry => entry.At)];
        Rewrite(kept);
        return kept;
    }

    /// <param name="entry">What was counted just now.</param>
    /// <param name="all">What still counts, the entry among it; the file shrinks to that once in a while.</param>
    public void Append(RateEntry entry, Func<IEnumerable<RateEntry>> all)
    {
        if (_lines++ < SlackLines)
            File.AppendAllText(file, LineOf(entry));
        else
            Rewrite([.. all()]);
    }

    private void Rewrite(IReadOnlyList<RateEntry> entries)
    {
        State.AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes(string.Concat(entries.Select(LineOf))));
        _lines = 0;
    }

    private static string LineOf(RateEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.At.ToUnixTimeMilliseconds()} {entry.Scope.Verb} {entry.Scope.Region} {entry.Scope.Subscription}\n");

    private RateEntry Parse(string line, int number) =>
        line.Split(' ') is [var at, var verb, var region, var subscription]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var millis) && millis <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(millis), new(subscription, region, verb))
            : throw new EmulatorStartException(
                $"State file '{file}' is damaged at line {number}. Remove that line, or delete the file to forget how many groups were created and deleted.");
}
