namespace Burst.Storage.Commits;

/// <summary>A piece of writing with an answer, which counts only once it is durable.</summary>
internal sealed class WriteRequest<T>(Func<WriteSession, T> write) : WriteRequest
{
    public T Answer { get; private set; } = default!;

    public override void Execute(WriteSession session) => Answer = write(session);
}
