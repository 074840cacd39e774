namespace Burst.Hosts.Aci.Wire;

/// <summary>How a long-running operation fares.</summary>
internal sealed class OperationDto
{
    public string? Status { get; set; }

    public ErrorBodyDto.ErrorDto? Error { get; set; }
}
