namespace Burst.Simulation.Checker;

/// <summary>Counts every check, keeps the first violations and the number of all.</summary>
internal sealed class Audit
{
    /// <summary>Details kept, over all kinds; of one kind at most a quarter, so that one fault does not hide another.</summary>
    public const int DetailsMax = 100;

    private const int DetailsPerKindMax = DetailsMax / 4;

    private readonly List<Violation> _details = [];
    private readonly SortedDictionary<ViolationKind, long> _counts = [];

    public long Checks { get; private set; }

    public IReadOnlyList<Violation> Details => _details;

    public IReadOnlyDictionary<ViolationKind, long> Counts => _counts;

    public long Violations => _counts.Values.Sum();

    /// <summary>Counts the check and hands its result back.</summary>
    public bool Holds(bool condition)
    {
        Checks++;
        return condition;
    }

    public void Add(ViolationKind kind, string subject, long? atMs, string expected, string found)
    {
        var count = _counts.GetValueOrDefault(kind);
        _counts[kind] = count + 1;
        if (count < DetailsPerKindMax && _details.Count < DetailsMax)
            _details.Add(new Violation(kind, subject, atMs, expected, found));
    }

    /// <summary>An equality of whole numbers, the commonest check.</summary>
    public void Equal(ViolationKind kind, string subject, long expected, long found)
    {
        if (!Holds(expected == found))
            Add(kind, subject, null, expected.ToString(), found.ToString());
    }
}
