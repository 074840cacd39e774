namespace Burst.Emulator.Runtime;

/// <summary>
/// What the emulator needs to run the containers of a group. The comments are the protocol every implementation keeps.
/// <para>The emulator chooses a runtime id and writes it to disk before the first call that names it, so a crash between any
/// two calls is repaired by repeating them: every method here is idempotent, and may be called again after a restart of the
/// emulator, of the runtime, or of both. Calls for one id never overlap; calls for different ids do.</para>
/// <para>An exception means "try again later": the emulator logs it and repeats the call. A definite refusal is
/// <see cref="StartOutcome.Rejected"/>.</para>
/// </summary>
public interface IGroupRuntime
{
    /// <summary>Whether it runs <see cref="GroupStart.InitContainers"/>; a runtime that does not is never given any.</summary>
    bool RunsInitContainers => false;

    /// <summary>
    /// Tells the runtime, once per launched group and before any other call after an emulator start, what was started earlier
    /// (and stopped, when <paramref name="stoppedAt"/> is set). Nothing may be started by it. A runtime with a memory of its
    /// own ignores it, which is the default.
    /// </summary>
    Task AdoptAsync(GroupStart start, DateTimeOffset? stoppedAt, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Starts all containers of the group. Calling it again for a known <see cref="GroupStart.RuntimeId"/> starts nothing and
    /// answers <see cref="StartOutcome.Started"/>, also when the containers have ended since. The runtime applies the restart
    /// policy from here on.
    /// </summary>
    Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken);

    /// <summary>
    /// The containers as they are now, in the order of the start record; null when the id is unknown, which makes the emulator
    /// start the group (again) under the same id.
    /// </summary>
    Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken);

    /// <summary>
    /// Ends every container: a polite signal, then force after <paramref name="gracePeriod"/>. Returns when all have ended, and
    /// none is restarted afterwards. Statuses and logs stay readable. Does nothing for an unknown id.
    /// </summary>
    Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken);

    /// <summary>Forgets a stopped group with its logs; ends it first, by force, when it still runs. Does nothing for an unknown id.</summary>
    Task RemoveAsync(string runtimeId, CancellationToken cancellationToken);

    /// <summary>
    /// Standard output and error of one container over all its restarts, at most the last <paramref name="tail"/> lines (null:
    /// all that is kept), each line prefixed with its RFC 3339 time and a space when <paramref name="timestamps"/> is set. Null when
    /// the id or the container is unknown.
    /// </summary>
    Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a command inside a container that runs, with <paramref name="input"/> as what is typed on its terminal and
    /// <paramref name="output"/> as what the terminal shows. Returns when the command has ended; ends it when cancelled. A runtime
    /// that has no insides to run it in refuses, which is the default.
    /// </summary>
    Task<ExecOutcome> ExecAsync(string runtimeId, ExecStart exec, Stream input, Stream output, CancellationToken cancellationToken) =>
        Task.FromResult<ExecOutcome>(new ExecOutcome.Rejected("this runtime runs no commands inside containers"));
}
