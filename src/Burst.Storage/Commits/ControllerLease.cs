using Burst.Core.Canaries;
using Burst.Core.Storage;
using Burst.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>Who may commit. Read inside the commit's own transaction, so that no commit slips in beside a change of the lease.</summary>
internal sealed class ControllerLease(SqliteConnection connection) : IDisposable
{
    private readonly Statement _readToken = new(connection, "SELECT token FROM lease WHERE id = 1");
    private readonly Statement _readHolder = new(connection, "SELECT holder FROM lease WHERE id = 1");

    private readonly Statement _take = new(
        connection,
        """
        INSERT INTO lease (id, token, holder, acquired_at) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO UPDATE SET token = excluded.token, holder = excluded.holder, acquired_at = excluded.acquired_at
        """,
        3);

    /// <returns>The new token, greater than every one before.</returns>
    public long Take(string holder, DateTimeOffset now)
    {
        var token = (_readToken.ReadNumber() ?? 0) + 1;
        _take.Execute(token, holder, now.ToUnixTimeMilliseconds());
        return token;
    }

    public void Require(long token)
    {
        if (_readToken.ReadNumber() is not { } current)
            throw new FencedException($"Nobody has taken the controller lease; a commit with token {token} is refused.");
        if (current != token && !CanarySwitch.Sings(Canary.TokenNotChecked))
        {
            throw new FencedException(
                $"The controller lease has passed to '{_readHolder.ReadText()}' (token {current}); a commit with token {token} is refused.");
        }
    }

    public void Dispose()
    {
        _readToken.Dispose();
        _readHolder.Dispose();
        _take.Dispose();
    }
}
