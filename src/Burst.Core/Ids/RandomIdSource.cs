namespace Burst.Core.Ids;

/// <summary>
/// Random, after the time in milliseconds (version 7 of RFC 9562): what is made together is stored together. By random bits alone each new pod would change a
/// page of its own in every index by UID.
/// </summary>
public sealed class RandomIdSource(TimeProvider time) : IIdSource
{
#pragma warning disable RS0030 // This is the one place identities come from.
    public Guid NextId() => Guid.CreateVersion7(time.GetUtcNow());
#pragma warning restore RS0030
}
