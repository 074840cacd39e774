using System.Globalization;
using Burst.Api.Kinds;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Units;

namespace Burst.Server.Metrics;

/// <summary>What <c>/metrics</c> answers: gauges read from the state between two steps, and the loop's counters. Names are stable.</summary>
internal sealed class MetricsPage(ControlLoop loop, HostRegistry hosts, CounterCollector counters)
{
    public async Task<string> RenderAsync()
    {
        var text = await loop.ReadAsync(RenderState).ConfigureAwait(false);
        var health = loop.Health;
        text.Gauge("burst_queue_depth", "Work waiting for the control loop.", health.QueueDepth);
        text.Gauge("burst_host_calls_in_flight", "Calls to pod hosts that have not ended.", health.CallsInFlight);
        text.Gauge("burst_store_available", "1 while commits succeed.", health.StoreError is null ? 1 : 0);
        foreach (var host in health.TroubledHosts)
            text.Gauge("burst_host_calls_held_back", "1 while calls to the host are held back.", 1, ("node", host.Node.Value), ("calls", host.IsSick ? "all" : "creates"));
        foreach (var line in health.HostLines)
            text.Gauge("burst_host_creates_waiting", "Creates that wait for calls to the same host to end.", line.Waiting, ("node", line.Node.Value));
        foreach (var host in hosts.All)
        {
            if (host is IHostCalls counted)
                text.Sample("burst_engine_calls_total", "counter", "Calls to the Docker Engine of the node.", counted.Calls.ToString(CultureInfo.InvariantCulture), ("node", host.Node.Value));
        }

        text.Sample("burst_last_step_seconds", "gauge", "Duration of the last step.", health.LastStepDuration.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture));
        counters.WriteTo(text);
        return text.ToString();
    }

    private static MetricsText RenderState(ClusterState state)
    {
        var text = new MetricsText();
        text.Gauge("burst_paused", "1 while the emergency brake is on.", state.IsPaused ? 1 : 0);
        foreach (var node in state.Nodes)
            text.Gauge("burst_node_ready", "1 while the node answers.", node.IsReady ? 1 : 0, ("node", node.Metadata.Name), ("kind", KindOf(node)));
        foreach (var node in state.Nodes)
            text.Gauge("burst_node_cpu_requested_millicores", "CPU that pods hold of the node.", state.LoadOf(node.Name).Requested.CpuMillis, ("node", node.Metadata.Name));
        foreach (var node in state.Nodes)
            text.Gauge("burst_node_cpu_capacity_millicores", "CPU of the node.", NodeCapacity.Of(state, node).Amount.CpuMillis, ("node", node.Metadata.Name));
        foreach (var group in state.Pods.GroupBy(pod => pod.Phase).OrderBy(group => group.Key))
            text.Gauge("burst_pods", "Pods on record, by phase.", group.Count(), ("phase", group.Key.ToString()));
        text.Gauge("burst_pods_waiting", "Pods without a place.", state.WaitingPodCount);
        var groups = state.OpenUsage.Where(usage => usage.Kind == UsageKind.ContainerGroup)
            .GroupBy(usage => usage.Tier).OrderBy(group => group.Key).ToList();
        foreach (var group in groups)
            text.Gauge("burst_container_groups", "Container groups that may be billed now.", group.Count(), ("tier", group.Key.Value));
        foreach (var group in groups)
            text.Sample("burst_spend_usd_per_hour", "gauge", "What the groups cost per hour.", RateOf(group).ToString(), ("tier", group.Key.Value));
        return text;
    }

    private static string KindOf(Node node) => node.NodeKind == NodeKind.Vm ? "vm" : "virtual";

    private static Money RateOf(IEnumerable<UsageRecord> usage) => usage.Aggregate(
        Money.Zero, (sum, record) => sum + Core.Pricing.PriceQuote.Of(record.Rates).PerHour(record.Billed));
}
