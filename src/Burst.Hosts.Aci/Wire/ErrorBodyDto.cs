namespace Burst.Hosts.Aci.Wire;

internal sealed class ErrorBodyDto
{
    public ErrorDto? Error { get; set; }

    internal sealed class ErrorDto
    {
        public string? Code { get; set; }

        public string? Message { get; set; }
    }
}
