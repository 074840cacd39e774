namespace Burst.Server.Configuration;

/// <summary>The configuration cannot be used; every error is listed, each with the key and what is accepted.</summary>
public sealed class ConfigException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
