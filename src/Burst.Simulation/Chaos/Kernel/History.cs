namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// What happened, as a running hash that two processes can compare, and, when somebody wants to read it, line by line.
/// </summary>
internal sealed class History(EventLoop loop, Action<DateTimeOffset, string, string>? reader = null)
{
    private const ulong Prime = 1099511628211;

    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>Whether lines are read: then it is worth putting long ones together.</summary>
    public bool IsRead => reader is not null;

    public void Add(string what, string subject)
    {
        Mix(loop.Now.UtcTicks);
        Mix(what);
        Mix(subject);
        reader?.Invoke(loop.Now, what, subject);
    }

    /// <summary>What is only for a reader: it follows from the rest.</summary>
    public void Tell(string what, string subject) => reader?.Invoke(loop.Now, what, subject);

    private void Mix(long number) => Hash = (Hash ^ (ulong)number) * Prime;

    private void Mix(string text)
    {
        var hash = Hash;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        Hash = hash;
    }
}
