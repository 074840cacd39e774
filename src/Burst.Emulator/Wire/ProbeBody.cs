namespace Burst.Emulator.Wire;

internal sealed record ProbeBody
{
    public ProbeExecBody? Exec { get; init; }

    public ProbeHttpGetBody? HttpGet { get; init; }

    public int? InitialDelaySeconds { get; init; }

    public int? PeriodSeconds { get; init; }

    public int? FailureThreshold { get; init; }

    public int? SuccessThreshold { get; init; }

    public int? TimeoutSeconds { get; init; }
}

internal sealed record ProbeExecBody
{
    public IReadOnlyList<string>? Command { get; init; }
}

internal sealed record ProbeHttpGetBody
{
    public string? Path { get; init; }

    public int? Port { get; init; }

    public string? Scheme { get; init; }

    public IReadOnlyList<ProbeHttpHeaderBody>? HttpHeaders { get; init; }
}

internal sealed record ProbeHttpHeaderBody
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}
