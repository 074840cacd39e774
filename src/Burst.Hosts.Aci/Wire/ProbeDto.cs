using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

internal sealed class ProbeDto
{
    public ExecDto? Exec { get; set; }

    public HttpGetDto? HttpGet { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? InitialDelaySeconds { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? PeriodSeconds { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? FailureThreshold { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? SuccessThreshold { get; set; }

    [JsonConverter(typeof(LenientIntConverter))]
    public int? TimeoutSeconds { get; set; }

    internal sealed class ExecDto
    {
        public List<string>? Command { get; set; }
    }

    internal sealed class HttpGetDto
    {
        public string? Path { get; set; }

        public int Port { get; set; }

        public string? Scheme { get; set; }

        public List<HeaderDto>? HttpHeaders { get; set; }
    }

    internal sealed class HeaderDto
    {
        public string? Name { get; set; }

        public string? Value { get; set; }
    }
}
