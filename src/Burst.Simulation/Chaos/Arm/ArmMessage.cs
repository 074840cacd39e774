namespace Burst.Simulation.Chaos.Arm;

/// <summary>A request as it arrives at Azure Resource Manager.</summary>
internal readonly record struct ArmMessage(string Method, string PathAndQuery, ReadOnlyMemory<byte> Body, string RequestId)
{
    /// <summary>It has arrived before: something on the way has sent it again.</summary>
    public bool IsRepeat { get; init; }

    public DateTimeOffset SentAt { get; init; }

    /// <summary>The number of the process that sent it: a successor's is higher.</summary>
    public int Sender { get; init; }
}
