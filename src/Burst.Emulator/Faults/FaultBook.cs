namespace Burst.Emulator.Faults;

/// <summary>
/// All faults, in the order they were added. They live in memory: a restarted emulator has those of its options only.
/// </summary>
internal sealed class FaultBook
{
    public const int FaultsMax = 100;

    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];

    public FaultBook(IEnumerable<FaultRule> rules) => _faults.AddRange(rules.Select(rule => new Fault(rule)));

    /// <summary>Adds a fault, or puts it in the place of the one of its name, counting anew; null when there are too many.</summary>
    public FaultReading? Put(FaultRule rule)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(fault => fault.Rule.Name == rule.Name);
            if (index < 0 && _faults.Count >= FaultsMax)
                return null;
            var fault = new Fault(rule);
            if (index < 0)
                _faults.Add(fault);
            else
                _faults[index] = fault;
            return FaultReading.Of(fault);
        }
    }

    /// <summary>Those of the name, or all; what has been counted goes with them.</summary>
    public IReadOnlyList<FaultReading> Remove(string? name)
    {
        lock (_lock)
        {
            var removed = _faults.Where(fault => name is null || fault.Rule.Name == name).ToArray();
            _faults.RemoveAll(removed.Contains);
            return [.. removed.Select(FaultReading.Of)];
        }
    }

    public IReadOnlyList<FaultReading> Read()
    {
        lock (_lock)
            return [.. _faults.Select(FaultReading.Of)];
    }

    /// <summary>What strikes this request: any number of delays, and the first other fault that fires. Those behind it wait for their turn.</summary>
    public FaultDraw Draw(RequestTarget target)
    {
        lock (_lock)
        {
            var delays = new List<FaultRule>();
            FaultRule? struck = null;
            foreach (var fault in _faults.Where(fault => fault.Matches(target)))
            {
                if (fault.Rule.Kind == FaultKind.Delay && fault.Strike())
                    delays.Add(fault.Rule);
                else if (fault.Rule.Kind != FaultKind.Delay && struck is null && fault.Strike())
                    struck = fault.Rule;
            }

            return new(delays, struck);
        }
    }
}
