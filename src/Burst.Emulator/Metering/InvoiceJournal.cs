using System.Text.Json;
using Burst.Emulator.State;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>
/// Closed invoice lines, oldest first, one JSON line each on disk. A line is keyed by its runtime id, so closing it twice (after
/// a crash between two writes) counts once.
/// </summary>
internal sealed class InvoiceJournal
{
    private readonly string _file;
    private readonly int _linesMax;
    private readonly Lock _lock = new();
    private readonly Queue<InvoiceLine> _lines = new();
    private readonly HashSet<string> _runtimeIds = [];
    private int _linesOnDisk;

    private InvoiceJournal(string file, int linesMax) => (_file, _linesMax) = (file, linesMax);

    /// <summary>Lines forgotten since the start, because more came than are kept.</summary>
    public int Dropped { get; private set; }

    /// <exception cref="EmulatorStartException">The file is damaged.</exception>
    public static InvoiceJournal Load(string file, int linesMax)
    {
        var journal = new InvoiceJournal(file, linesMax);
        if (!File.Exists(file))
            return journal;
        var text = File.ReadAllText(file);
        // A crash in the middle of an append leaves an unfinished last line; its group is closed again from its own record.
        var complete = text[..(text.LastIndexOf('\n') + 1)];
        foreach (var (line, number) in complete.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => (line, i + 1)))
            journal.Keep(Parse(line, file, number));
        journal.Dropped = 0;
        journal.Rewrite();
        return journal;
    }

    public void Close(InvoiceLine line)
    {
        lock (_lock)
        {
            if (_runtimeIds.Contains(line.RuntimeId))
                return;
            Append(line);
            Keep(line);
            if (_linesOnDisk >= 2 * _linesMax)
                Rewrite();
        }
    }

    public IReadOnlyList<InvoiceLine> Lines()
    {
        lock (_lock)
            return [.. _lines];
    }

    private void Keep(InvoiceLine line)
    {
        _lines.Enqueue(line);
        _runtimeIds.Add(line.RuntimeId);
        if (_lines.Count <= _linesMax)
            return;
        _runtimeIds.Remove(_lines.Dequeue().RuntimeId);
        Dropped++;
    }

    private void Append(InvoiceLine line)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = AtomicFile.OwnerOnly;
        using var stream = new FileStream(_file, options);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, InvoiceJson.Default.InvoiceLine), (byte)'\n']);
        stream.Flush(flushToDisk: true);
        _linesOnDisk++;
    }

    private void Rewrite()
    {
        using var content = new MemoryStream();
        foreach (var line in _lines)
            content.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, InvoiceJson.Default.InvoiceLine), (byte)'\n']);
        AtomicFile.Write(_file, content.GetBuffer().AsSpan(0, (int)content.Length));
        _linesOnDisk = _lines.Count;
    }

    private static InvoiceLine Parse(string line, string file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, InvoiceJson.Default.InvoiceLine) ?? throw new JsonException("The line holds null.");
        }
        catch (JsonException e)
        {
            throw new EmulatorStartException(
                $"State file '{file}' is damaged at line {number}: {e.Message} Remove that line, or delete the file to forget past invoice lines.", e);
        }
    }
}
