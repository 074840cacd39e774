using System.Text;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>The fields of one CSV line (RFC 4180 quotes within a line). Reused from line to line so that millions of rows cost no strings.</summary>
internal sealed class CsvLine
{
    private const int FieldsMax = 32;

    private readonly Range[] _ranges = new Range[FieldsMax];
    private string _text = "";

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int field] => _text.AsSpan()[_ranges[field]];

    public void Split(string line)
    {
        Count = 0;
        _text = line;
        if (line.Contains('"'))
            SplitQuoted(line);
        else
            SplitPlain(line);
    }

    private void SplitPlain(string line)
    {
        var from = 0;
        for (var comma = line.IndexOf(','); comma >= 0; comma = line.IndexOf(',', from))
        {
            Add(from, comma);
            from = comma + 1;
        }

        Add(from, line.Length);
    }

    private void SplitQuoted(string line)
    {
        var text = new StringBuilder();
        var (from, quoted) = (0, false);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
                text.Append(line[at++]);
            else if (line[at] == '"')
                quoted = !quoted;
            else if (line[at] == ',' && !quoted)
                (from, _) = (Close(from, text), 0);
            else
                text.Append(line[at]);
        }

        Close(from, text);
        _text = text.ToString();
    }

    private int Close(int from, StringBuilder text)
    {
        Add(from, text.Length);
        return text.Length;
    }

    private void Add(int from, int to)
    {
        if (Count < FieldsMax)
            _ranges[Count++] = from..to;
    }
}
