namespace Burst.Core.Hosts;

/// <summary>A host that counts what it asks of its node: what watching it costs.</summary>
public interface IHostCalls
{
    /// <summary>Calls since it was made; only ever more.</summary>
    long Calls { get; }
}
