using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Groups;

/// <summary>
/// Which groups to read at a list. A list says only that a group exists and each read counts against ARM's token bucket, so
/// those that may change soon are read each time, running ones in turn, and ones that ended for good never again. The rest are
/// reported as last seen. It remembers no more than the groups of the last list, and after a restart reads them all once.
/// </summary>
internal sealed class ReadPlan
{
    /// <summary>The share of one running group in the turn: up to 120 are read every 10 s, more of them proportionally less often.</summary>
    private static readonly TimeSpan TurnPerGroup = TimeSpan.FromSeconds(10) / 120;

    /// <summary>A group that does not come up within this is read in turn like the running ones.</summary>
    private static readonly TimeSpan SoonFor = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<PodUid, Sight> _sights = [];

    /// <summary>Reads that have been sent and say something if nothing is forgotten before their answer, by number.</summary>
    private readonly Dictionary<PodUid, long> _underWay = [];

    private long _begun;

    /// <summary>Restarted, and until when what is seen of them may be of the run before.</summary>
    private readonly Dictionary<PodUid, DateTimeOffset> _doubtedUntil = [];

    /// <summary>What to read now, at most so many, the longest unread first; forgets every group that is not in the list.</summary>
    public IReadOnlySet<PodUid> Choose(IReadOnlyCollection<PodUid> listed, int most, DateTimeOffset now)
    {
        lock (_gate)
        {
            var present = listed.ToHashSet();
            foreach (var gone in _sights.Keys.Where(pod => !present.Contains(pod)).ToList())
                _sights.Remove(gone);
            foreach (var gone in _underWay.Keys.Where(pod => !present.Contains(pod)).ToList())
                _underWay.Remove(gone);
            foreach (var settled in _doubtedUntil.Where(item => item.Value < now).Select(item => item.Key).ToList())
                _doubtedUntil.Remove(settled);
            var turn = TurnPerGroup * _sights.Values.Count(sight => !sight.IsOver && !MayChangeSoon(sight, now));
            var due = listed
                .Select(pod => (Pod: pod, Sight: _sights.GetValueOrDefault(pod)))
                .Where(item => item.Sight is not { } sight || IsDue(sight, turn, now))
                .OrderBy(item => item.Sight?.Seen.ObservedAt ?? DateTimeOffset.MinValue)
                .Select(item => item.Pod);
            return due.Take(most).ToHashSet();
        }
    }

    /// <summary>A read of it is about to be sent. Returned is its number.</summary>
    public long Begin(PodUid pod)
    {
        lock (_gate)
            return _underWay[pod] = ++_begun;
    }

    /// <summary>
    /// What a read has said. One that was sent before its group was forgotten says nothing: it may be of a group that was ended since, and
    /// made anew under the same name.
    /// </summary>
    public void Saw(PodObservation observation, long read)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(observation.Uid, out var latest) || latest != read)
                return;
            _underWay.Remove(observation.Uid);
            var firstSeen = _sights.GetValueOrDefault(observation.Uid)?.FirstSeen ?? observation.ObservedAt;
            var mayBeOld = _doubtedUntil.TryGetValue(observation.Uid, out var until) && observation.ObservedAt < until;
            _sights[observation.Uid] = new Sight(observation, firstSeen) { MayBeOld = mayBeOld };
        }
    }

    public PodObservation? FindLast(PodUid pod)
    {
        lock (_gate)
            return _sights.GetValueOrDefault(pod)?.Seen;
    }

    /// <summary>
    /// As it was last seen; what has ended for good is so now too. With the time of its one reading it would be taken for old news, and
    /// never for anything else, where the clock was set back a little since the sight before.
    /// </summary>
    public PodObservation? Tell(PodUid pod, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_sights.GetValueOrDefault(pod) is not { } sight)
                return null;
            return sight.IsOver ? sight.Seen with { ObservedAt = now } : sight.Seen;
        }
    }

    /// <summary>What was seen of it no longer holds, nor what a read under way is about to see.</summary>
    public void Forget(PodUid pod)
    {
        lock (_gate)
        {
            _sights.Remove(pod);
            _underWay.Remove(pod);
        }
    }

    /// <summary>What was seen of it no longer holds, and until then an end that is seen need not be its end.</summary>
    public void Doubt(PodUid pod, DateTimeOffset until)
    {
        lock (_gate)
        {
            _sights.Remove(pod);
            _doubtedUntil[pod] = until;
        }
    }

    /// <summary>A sight from the future is of before the clock was set back; waiting for it to pass could take hours.</summary>
    private static bool IsDue(Sight sight, TimeSpan turn, DateTimeOffset now) =>
        !sight.IsOver && (MayChangeSoon(sight, now) || now - sight.Seen.ObservedAt >= turn || sight.Seen.ObservedAt > now);

    private static bool MayChangeSoon(Sight sight, DateTimeOffset now) =>
        !sight.IsOver && sight.Seen.Phase != PodPhase.Running && now - sight.FirstSeen < SoonFor;

    private sealed record Sight(PodObservation Seen, DateTimeOffset FirstSeen)
    {
        public bool MayBeOld { get; init; }

        /// <summary>A stopped group can be started again from outside, and one without its times may still get them.</summary>
        public bool IsOver => !MayBeOld && Seen is { Phase: PodPhase.Succeeded or PodPhase.Failed, UsageEndedAt: not null, Reason: null };
    }
}
