namespace Burst.Core.Pods;

/// <summary>A literal <see cref="Value"/>, or one key of a ConfigMap or Secret; never both.</summary>
public sealed record EnvVar
{
    public required string Name { get; init; }

    public string? Value { get; init; }

    public EnvSource? From { get; init; }
}
