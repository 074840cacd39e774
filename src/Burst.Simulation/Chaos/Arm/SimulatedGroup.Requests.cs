namespace Burst.Simulation.Chaos.Arm;

/// <summary>What is done to it.</summary>
internal sealed partial class SimulatedGroup
{
    /// <summary>The same PUT once more: nothing is different, so nothing happens but that its tags are as it says.</summary>
    public void Repeat()
    {
        Change("group put again");
        Tags = Spec.Tags;
        Record.Puts++;
        Record.RepeatedPuts++;
    }

    /// <summary>A PUT that says something else: its containers are restarted in place, or, when they have ended, deployed anew.</summary>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="isLate">It had arrived before, or was sent before another was refused: who sent it could not call it back.</param>
    public void Update(GroupOrder spec, ReadOnlyMemory<byte> body, DateTimeOffset sentAt, bool isLate)
    {
        Change("group updated");
        (Spec, Body, Tags, SentAt) = (spec, body, spec.Tags, sentAt);
        var wasLive = IsLive;
        next?.Cancel();
        foreach (var container in Containers)
            container.Next?.Cancel();
        Containers = Of(spec);
        (PulledAt, PullFailedAt) = (null, null);
        world.OnTouched(this, "updated");
        if (wasLive)
        {
            Record.Puts++;
            world.OnRestartedByPut(this, isLate);
        }
        else
        {
            world.OnLeft(this);
            Record = NewRecord(spec);
            IsNew = true;
        }

        Record.RestartingPuts++;
        if (wasLive)
            world.CoresOf(spec).Return(spec.CpuMillis); // Begin takes them again.
        Begin();
    }

    public void Retag(IReadOnlyList<KeyValuePair<string, string?>> tags)
    {
        Change("group tagged");
        Record.TagChanges++;
        world.OnTouched(this, "tagged");
        Tags = tags;
    }

    /// <summary>Its delete has been accepted: it goes, a while from now.</summary>
    public void Leave(TimeSpan after)
    {
        if (IsLeaving)
            return;
        Change("group leaving");
        world.OnTouched(this, "deleted");
        IsLeaving = true;
        world.Loop.After(after, () => world.Remove(this, GroupEnd.DeletedByApi));
    }

    /// <summary>It stops now; it may still be seen.</summary>
    public void Stop(GroupEnd how) => End(how);

    /// <summary>Its delete seems to be done; then it is back. Shorter than the wait between two reads that must both miss it.</summary>
    public void HideFor(TimeSpan span)
    {
        world.History.Add("group hidden", Name);
        IsHidden = true;
        view.Missed();
        world.Loop.After(span, () =>
        {
            world.History.Add("group back", Name);
            IsHidden = false;
        });
    }

    public void Removed(GroupEnd how)
    {
        End(how);
        Record.RemovedAt = world.Loop.Now;
        Record.RemovedBy = how;
        world.History.Add("group removed", Name);
        world.OnLeft(this);
    }
}
