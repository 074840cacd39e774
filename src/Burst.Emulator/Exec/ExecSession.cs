using Burst.Emulator.Groups;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Exec;

/// <summary>A websocket that a client may open once.</summary>
/// <param name="Id">In its address.</param>
/// <param name="Password">Given to the client that asked for it, and to nobody else.</param>
/// <param name="Group">The container's group.</param>
/// <param name="RuntimeId">The deployment of it: a restarted group is another.</param>
/// <param name="Start">What to run; null to be shown what the container writes.</param>
/// <param name="Container">Its name in the group.</param>
/// <param name="ExpiresAt">Until when it may be opened.</param>
internal sealed record ExecSession(
    Guid Id, string Password, GroupKey Group, string RuntimeId, ExecStart? Start, string Container, DateTimeOffset ExpiresAt);
