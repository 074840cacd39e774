using Burst.Core.Pods;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

internal static class ProbeMapping
{
    public static ProbeDto? ToProbe(Probe? probe) => probe is null
        ? null
        : new ProbeDto
        {
            Exec = probe.Exec is { } command ? new ProbeDto.ExecDto { Command = [.. command] } : null,
            HttpGet = probe.HttpGet is { } get ? ToHttp(get) : null,
            InitialDelaySeconds = probe.InitialDelaySeconds,
            PeriodSeconds = probe.PeriodSeconds,
            FailureThreshold = probe.FailureThreshold,
            SuccessThreshold = probe.SuccessThreshold,
            TimeoutSeconds = probe.TimeoutSeconds,
        };

    private static ProbeDto.HttpGetDto ToHttp(HttpProbe get) => new()
    {
        Path = get.Path,
        Port = get.Port,
        Scheme = get.Scheme,
        HttpHeaders = get.Headers is { } headers
            ? [.. headers.Select(header => new ProbeDto.HeaderDto { Name = header.Name, Value = header.Value })]
            : null,
    };
}
