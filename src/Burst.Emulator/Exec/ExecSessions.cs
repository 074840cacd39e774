using System.Buffers.Text;
using System.Security.Cryptography;
using Burst.Emulator.Groups;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Exec;

/// <summary>Sessions that were promised to clients and not opened yet. They live in memory: none survives the emulator.</summary>
internal sealed class ExecSessions(TimeProvider time)
{
    // Clients connect at once.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const int WaitingMax = 1000;
    private const int PasswordBytes = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ExecSession> _waiting = [];

    public ExecSession Open(GroupKey group, string runtimeId, string container, ExecStart? start)
    {
        var now = time.GetUtcNow();
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        var session = new ExecSession(RandomIds.Next(), password, group, runtimeId, start, container, now + Patience);
        lock (_lock)
        {
            foreach (var old in _waiting.Values.Where(s => s.ExpiresAt <= now).ToArray())
                _waiting.Remove(old.Id);
            if (_waiting.Count >= WaitingMax)
                _waiting.Remove(_waiting.Values.MinBy(s => s.ExpiresAt)!.Id);
            _waiting.Add(session.Id, session);
        }

        return session;
    }

    /// <summary>The session, which nobody else gets then; null when there is none to be had.</summary>
    public ExecSession? Take(Guid id)
    {
        lock (_lock)
            return _waiting.Remove(id, out var session) && session.ExpiresAt > time.GetUtcNow() ? session : null;
    }
}
